"""What patients say about money and the shop."""

from wardvoice.demo.content.said import (
    IDEA,
    KEEP,
    PROBLEM,
    QUESTION,
    THANKS,
    granted,
    partly,
    passed,
    refused,
    told,
)

ASKED = (
    granted(
        PROBLEM,
        "The bank hatch is open one hour a week and it is when I have gym.",
        "One hour is little.",
        "The bank hatch open on Mondays and Thursdays from one to three.",
        "It was open on both days.",
    ),
    partly(
        PROBLEM,
        "Pay for the work jobs came two weeks late again.",
        "The forms go round too many desks.",
        "Pay on the same Friday each fortnight, with a slip.",
        "It came on Friday with a slip.",
    ),
    passed(
        QUESTION,
        "Do my benefits stop while I am here? I get letters I do not understand.",
        "Social work team",
        "They sit down with each person who has a letter.",
    ),
    granted(
        IDEA,
        "A price list for the shop on the ward, so I can plan my money.",
        "Easily done.",
        "The shop's price list on the notice board, new each month.",
        "The list is up.",
    ),
    refused(
        IDEA,
        "A shop trolley that comes to the ward each day.",
        "There is one person in the shop. It comes on Tuesdays. We look at it again in three months.",
    ),
    told(THANKS, "Thanks for going through the form with me line by line.", "Gladly, any time."),
    told(KEEP, "Keep the savings club. I never saved before.", "We keep it."),
)
