"""Pages of coordination (phối hợp): requests of leads to other units."""
