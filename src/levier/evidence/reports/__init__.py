"""Reports: rule-sets as data, figures with the lines behind them, frozen reports and their exports.

Promises that each figure opens down to its lines and says why somebody is not counted. Refuses to be imported.
"""
