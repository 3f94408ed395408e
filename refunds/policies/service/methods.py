"""The methods of payment, as the sections of the policy group them."""

CARDS, WALLETS = ("visa", "mastercard", "amex"), ("apple_pay", "google_pay")
PAYPAL, TRANSFER, BALANCE = "paypal", "bank_transfer", "account_balance"
