"""Programs that read what strangers sent: each runs alone, with little memory and time, and knows nothing of ours."""
