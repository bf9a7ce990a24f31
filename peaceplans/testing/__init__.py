"""Hypothesis strategies for values and plans, for tests of what is built on them.

They come with the extra `testing` (`pip install "peaceplans[testing]"`) and use the ids of the
built-in registry, or of one that is given::

    from hypothesis import given
    from peaceplans import diff
    from peaceplans.testing import plans

    @given(plans())
    def test_a_plan_does_not_differ_from_itself(plan):
        assert not diff(plan, plan).changes

Every plan is valid: written with `peaceplans.reading.write.to_yaml` it reads back equal and
without a diagnostic. Texts are of all kinds that a file can hold, line breaks and characters
that look like something else to YAML included.
"""

from peaceplans.testing.ledgers import positions
from peaceplans.testing.pairs import plan_pairs
from peaceplans.testing.plans import plans
from peaceplans.testing.values import answers, parameters, settings, texts

__all__ = ["answers", "parameters", "plan_pairs", "plans", "positions", "settings", "texts"]
