E701 = Two files hold the same department and period
