"""The log in SQL. This package alone knows SQLAlchemy; it takes and gives domain values."""
