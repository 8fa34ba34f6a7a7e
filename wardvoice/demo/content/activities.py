"""What patients say about things to do."""

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
        "Weekends are dead. From Friday night to Monday there is nothing but the television.",
        "You are right.",
        "Something to do each Saturday and Sunday at two, written on the board on Thursday.",
        "Quiz on Saturday, baking on Sunday. Next week stands on the board.",
    ),
    partly(
        PROBLEM,
        "Gym gets called off when one person is sick. There should be a second one who can open it.",
        "We cannot have two every day.",
        "Two more staff trained to open the gym, so that four can.",
        "Both have passed. Their names stand on the gym door.",
    ),
    granted(
        IDEA,
        "Start a music room hour. There is a guitar in the cupboard with two strings.",
        "The strings cost less than we thought.",
        "New strings, and a music hour on Wednesdays at four.",
        "The guitar has six strings and five people came.",
    ),
    granted(
        IDEA,
        "Bingo with prizes that are not sweets. Some of us have diabetes.",
        "Good point.",
        "Bingo on the first Friday with prizes from a list that you write.",
        "Bingo was on Friday. Socks were the first to go.",
    ),
    passed(
        QUESTION,
        "Could I take a real exam in maths while I am here? I stopped school at fourteen.",
        "Education lead",
        "The education lead comes to talk with whoever wants to learn for an exam.",
    ),
    refused(
        IDEA,
        "A pool table on the ward.",
        "The day room is too small: the table would block the fire door. "
        "We look at it again when the day room is moved.",
    ),
    told(THANKS, "The art group got me through the winter. Thank you for not making me talk.", "Thank you for coming."),
    told(KEEP, "Keep the gardening group. My tomatoes need me.", "We keep it, and so do the tomatoes."),
    granted(
        PROBLEM,
        "Half the jigsaws have bits missing and the cards are marked.",
        "Then they are no fun.",
        "Six new jigsaws and four packs of cards in the day room cupboard.",
        "Jigsaws and cards are in the cupboard.",
    ),
)
