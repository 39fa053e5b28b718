"""The facts that rules ask for, and their values, in words (graph/rules/facts.py has them)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from graph.rules.facts import FACTS, Value
from webapp.presenters.dates import day
from webapp.words.sentences import Says, Sentence, say_stored

_FACTS: Mapping[str, Says] = {
    "legal_status": Sentence("Nationality and residence"),
    "on_date": Sentence("Asked for on"),
    "birth_date": Sentence("Born on"),
    "age": Sentence("Age"),
    "salary_10k_cny": Sentence("Pay in China, 10,000 CNY a year"),
    "education": Sentence("Highest degree"),
    "years_of_work": Sentence("Full years of relevant work"),
    "months_a_year": Sentence("Months worked in China a year"),
    "chinese": Sentence("Chinese"),
    "place_of_work": Sentence("Place of work"),
    "distinctions": Sentence("University, work and patents"),
    "provincial_points": Sentence("Encouragement by the province, 0 to 10"),
    "post": Sentence("Post here"),
    "employer_recognition": Sentence("What the employer is recognised as, or whose tenant it is"),
    "degree_from": Sentence("Degree taken"),
    "recognitions": Sentence("Programmes and awards"),
    "local_average_wage": Sentence("Average wage in the city, 10,000 CNY a year"),
    "conditions_of_the_programme": Sentence("The conditions of the programme, which a person looks at"),
}
_VALUES: Mapping[str, Mapping[str, Says]] = {
    "legal_status": {
        "F": Sentence("Foreign national (F)"),
        "L": Sentence("Studied abroad as a Chinese citizen, foreign national now (L)"),
        "C": Sentence("Chinese passport, studied abroad, permanent residence abroad (C)"),
        "M": Sentence("Chinese passport, permanent residence abroad, not as a student (M)"),
        "H": Sentence("Hong Kong resident (H)"),
        "A": Sentence("Macao resident (A)"),
        "T": Sentence("Taiwan resident (T)"),
        "R": Sentence("Chinese citizen who returns from studies abroad (R)"),
    },
    "education": {
        "doctorate": Sentence("Doctorate"),
        "master": Sentence("Master's degree"),
        "bachelor": Sentence("Bachelor's degree"),
        "other": Sentence("Other, or none"),
    },
    "degree_from": {"overseas": Sentence("Abroad"), "mainland": Sentence("In mainland China")},
    "post": {
        "founder": Sentence("Founder of a start-up"),
        "executive": Sentence("Executive"),
        "researcher": Sentence("Researcher"),
        "engineer": Sentence("Engineer"),
        "teacher": Sentence("Teacher"),
        "other": Sentence("Another post"),
    },
    "employer_recognition": {
        "national_incubator": Sentence("National incubator"),
        "municipal_incubator": Sentence("Municipal incubator"),
        "science_park": Sentence("University science park"),
        "none": Sentence("None of these"),
    },
    "chinese": {
        "former_national": Sentence("Was a Chinese national"),
        "taught_bachelor": Sentence("Bachelor's degree or higher taught in Chinese"),
        "hsk6": Sentence("HSK 6"),
        "hsk5": Sentence("HSK 5"),
        "hsk4": Sentence("HSK 4"),
        "hsk3": Sentence("HSK 3"),
        "hsk2": Sentence("HSK 2"),
        "hsk1": Sentence("HSK 1"),
        "none": Sentence("None"),
    },
    "place_of_work": {
        "encouraged": Sentence("West, north-east old industrial base, or a poverty county"),
        "other": Sentence("Elsewhere"),
    },
    "distinctions": {
        "high_level_university": Sentence("High-level university abroad"),
        "fortune_500": Sentence("Worked for a Fortune 500 company"),
        "patent": Sentence("Holds a patent"),
        "five_years_in_china": Sentence("Worked in China for five years on end"),
        "none": Sentence("None of these"),
    },
    "recognitions": {
        "talent_programme": Sentence("Chosen by a talent programme"),
        "award": Sentence("An award that is recognised"),
        "none": Sentence("None of these"),
    },
}


def fact_name(fact: str) -> str:
    """What a fact is called."""
    return say_stored(_FACTS, fact, {})


def value_names(fact: str) -> dict[str, str]:
    """The values of a fact that has a list of them, in its order, and what they are called."""
    return {str(code): _VALUES[fact][str(code)].say({}) for code in FACTS[fact].codes}


def fact_value(fact: str, value: Value) -> str:
    """A value in words."""
    if isinstance(value, frozenset):
        return str(_(", ")).join(name for code, name in value_names(fact).items() if code in value)
    if isinstance(value, date):
        return day(value)
    return f"{value:g}" if isinstance(value, float) else value_names(fact).get(value, value)
