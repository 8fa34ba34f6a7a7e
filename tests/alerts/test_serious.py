"""Which words lead to the question and which do not, as people on wards write them."""

from __future__ import annotations

import pytest

from wardvoice.alerts.rules import looks_serious

SERIOUS = """
he says he will cut himself tonight
I will hurt Sam tonight
he grabbed my arm and said he will do it again
I want to kill myself
I won't be here by morning
im gonna kms tonight
i am going to end it all
There is no reason to live any more
I wish I was dead
Everyone would be better off without me
I dont want to live
I do not want to be here any more
I can’t go on like this
I can't take this anymore
Thinking about suicide again
I feel suicidal
I will hang myself
I made a noose
He has a ligature in his room
I want to top myself
I am going to jump off the roof
I took an overdose
I have been saving my tablets
She is cheeking her meds
I swallowed a battery
I am cutting myself
I just cut my wrist
I have cut my arms and it will not stop bleeding
I self harmed last night
im slashing up tonight
I keep banging my head
This is goodbye everyone
I want to die
id rather be dead than stay here. I'd rather be dead
KILLLL MYSELF
I'm going to stab him
He is gonna kill someone
I will batter the next person
Gonna smash his face in
He's got a blade
There is a knife under his mattress
I found a razor blade in the shower
They want to set the ward on fire
I am going to burn this place down
The voices tell me to hurt people
The voices are telling me to jump
Someone is going to get hurt
Somebody will get seriously hurt tonight
He said he will kill me
They threatened to stab me
I was raped
Sexually assaulted in the quiet room
He keeps touching me
He touched me in my bed
He made me have sex
He comes into my room at night
A patient attacked me
She hit me in the face
The night nurse punched me
He strangled me with a towel
They beat me up
He is threatening me with a knife
I am going to be killed tonight, I fear for my life
I don't feel safe
I do not feel safe at night
We are not safe here with him
Someone is poisoning my food. They are poisoning me
Please help me now
Call an ambulance
I can't breathe
I have chest pain
My arm is bleeding badly
He is unconscious
She had a seizure
I just want to disappear
Nobody would miss me
What is the point of going on
I have had enough of life
I'm done with living
I want to sleep and never wake up
He put his hands round my neck
He pulled my trousers down
She has a shiv
There will be blood
He exposed himself to me
He watches me in the shower
I stopped eating for five days
I am scared of him
He says he will get me when the lights go out
I can't keep myself safe
i feel like dying
I am not going to make it through the night
My head is telling me to end things
fed up of living
I would rather die than stay
I am going to do something stupid tonight
im going to od
I tied something round my neck
I have hidden a lighter
Staff hurt me when they held me down
""".strip().splitlines()

ORDINARY = """
We get pizza tonight and they said we can do it again
The shower hurt my hand
The dryer is broken
This queue is killing me
Could we have a self-harm support group?
Please put up the leaflets for the suicide prevention group
I am dying for a brew
Dying to see my family
The pudding was to die for
There is nothing to do, we just kill time
Kill the lights earlier please
I nearly died laughing at film night
More emergency lights in the corridor
The emergency exit is blocked by chairs
We had a fire drill and nobody told us
The fire alarm was too loud
The blood test was late
My blood sugar is fine
Can we have anti-ligature curtain rails that do not fall down
A ligature point check closed the bathroom all day
Can we shoot some pool in the evening
A murder mystery night would be great
The bread knife is blunt
Knives and forks are always missing
We need new razors for shaving
I want my hair cut
Please don't cut our leave
The budget for food was cut
We just hang around all day
The pictures should be hung in the day room
I jump out of bed when the tea comes
A punch bag in the gym please
Hit me up for table tennis
I feel safe here, thank you
The food is dead boring
My phone has a dead battery
Please help me with the form
Can somebody help me please to write a letter
The wait for the doctor was deadly dull
Thanks to the nurse who sat with me last night
I will not be here on Thursday, I have leave
I want to live nearer to my family
The night staff are too loud
Can we have a new kettle? The old one burns the tea
I was hurt that nobody came to my ward round
Please stop smoking in the garden
I am tired of waiting for an answer
The shower is too cold and the door does not lock
We want longer visits at the weekend
My leave was stopped and nobody told me why
Why is the wifi off at ten?
Less noise at night please
Staff say I can't go on leave
I can't go on the computer
I don't want to be here for Christmas
I do not want to live in this ward
We could die of heat in here
We found a blade of grass in the salad
Not safe to leave bikes outside
The tap is too hot and hurts my hand
He hit the ball over the fence
Can we have boxing gloves to hit a bag
The TV is dead
""".strip().splitlines()


def test_the_table_is_long_enough() -> None:
    assert len(SERIOUS) >= 60
    assert len(ORDINARY) >= 40


@pytest.mark.parametrize("text", SERIOUS)
def test_these_words_are_asked_about(text: str) -> None:
    assert looks_serious(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_these_words_are_not(text: str) -> None:
    assert not looks_serious(text)


@pytest.mark.parametrize("around", ["{}", "Hello. {}. Thank you", "THE FOOD IS COLD\n\n{}\n", "“{}”", "*{}*!!"])
@pytest.mark.parametrize("text", ["I want to kill myself", "I don’t want to live", "i self-harmed"])
def test_capitals_marks_and_lines_around_do_not_matter(around: str, text: str) -> None:
    assert looks_serious(around.format(text.upper()))


def test_every_language_is_read_in_english_too() -> None:
    assert looks_serious("Nie chcę tu być. I want to die", "pl")
    assert looks_serious("I want to die", "en_GB")


def test_nothing_is_not_serious() -> None:
    assert not looks_serious(None)
    assert not looks_serious("  \n")


def test_what_is_harmless_hides_nothing_beside_it() -> None:
    assert looks_serious("This queue is killing me and I want to kill myself")
    assert looks_serious("The fire alarm was on. He set the curtain on fire")
