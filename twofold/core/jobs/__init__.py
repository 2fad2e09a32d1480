"""What happens outside a request: deliveries, mail, scheduled work, the worker."""
