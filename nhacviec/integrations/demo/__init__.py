"""The demo province: the organisation of Đồng Nai, the plan 1130/KH-VP, and a lively year of tasks.

Everybody is named by role. Nothing here is needed by a province that works with its own data.
"""
