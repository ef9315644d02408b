"""How many people a promotion needs, hour by hour: pure arithmetic, no I/O and no clock.

=============  =================================================================
assumptions    what the desk expects: target, share, conversion, hours, shifts
demand         → inquiries and after-sale cases of every hour, low and high
waiting        → how long they wait with so many people (Erlang C)
cover          → shifts and part-timers that cover every hour, at the least cost
plan           all of it, day by day
=============  =================================================================
"""
