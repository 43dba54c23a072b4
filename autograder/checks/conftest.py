"""The fixtures of a check. `autograder grade` and `check` bring the plugin behind them; plain pytest makes one for ./exercises."""

from pathlib import Path

import pytest

from autograder import grade


def pytest_configure(config):
    """Under plain pytest (an editor's test panel, say): grade ./exercises without isolation, public instances."""
    if not config.pluginmanager.has_plugin(grade.PLUGIN):
        config.pluginmanager.register(grade.standalone(Path(config.rootpath)), grade.PLUGIN)


@pytest.fixture
def student(request):
    """The student's exercise: calls run in the student's process."""
    return request.config.pluginmanager.get_plugin(grade.PLUGIN).student(request.function)


@pytest.fixture
def rng(request):
    """A generator of this run's instances."""
    return request.config.pluginmanager.get_plugin(grade.PLUGIN).rng(request.function)
