"""What a study plan is: values, pure edits and one pure judgement. No Qt, no files, no clock."""
