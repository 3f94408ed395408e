"""What supervisors do about a customer, apart from any refund: violations, and the status of the account."""
