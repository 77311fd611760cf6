"""From commits to events, whoever wrote: functions of what changed in the collections that events tell of."""
