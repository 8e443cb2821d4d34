"""Nobody imports in a circle. Which app may import which is written in pyproject.toml and tested by import-linter."""

import grimp
import pytest


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("firewood", exclude_type_checking_imports=True)


def test_no_two_modules_import_each_other(graph: grimp.ImportGraph) -> None:
    mutual = {
        tuple(sorted((module, other)))
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
        if module in graph.find_modules_directly_imported_by(other)
    }
    assert mutual == set()


def test_states_know_no_django(graph: grimp.ImportGraph) -> None:
    states = {module for module in graph.modules if module.endswith(".states")}
    assert states
    wide = grimp.build_graph("firewood", include_external_packages=True)
    django = {module for module in states if "django" in wide.find_upstream_modules(module)}
    assert django == set()


def test_nobody_imports_the_pages_of_another_app(graph: grimp.ImportGraph) -> None:
    strangers = {
        (importer, views)
        for views in graph.modules
        if ".views" in views
        for importer in graph.find_modules_that_directly_import(views)
        if importer.split(".")[1] != views.split(".")[1]
    }
    assert strangers == set()
