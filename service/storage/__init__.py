"""The database: its one door, the migrations, what its tables share."""
