"""How well papers are judged, one module per verdict, each beside what simple methods reach in the same run."""
