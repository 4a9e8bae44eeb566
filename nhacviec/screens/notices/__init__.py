"""What people are told: their centre, their choices; for administrators what was sent."""
