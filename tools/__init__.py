"""How the numbers that the judges use are made: `make train DATA=folder`. Not part of the wheel."""
