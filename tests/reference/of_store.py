"""Figures that are stored as printed."""

from tests.reference.question import Question, Value, total


def survey(ask: Question) -> Value:
    return total([ask.register.survey(ask.figure.extra)])


def target(ask: Question) -> Value:
    code, _, year = ask.figure.extra.rpartition(" ")
    return ask.register.target(code, year)


def provision_target(ask: Question) -> Value:
    return ask.register.provision_target(*ask.figure.extra.rsplit(" ", 1))[0]


def provision_optimal(ask: Question) -> Value:
    return ask.register.provision_target(*ask.figure.extra.rsplit(" ", 1))[1]
