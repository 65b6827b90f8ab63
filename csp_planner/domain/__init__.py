"""What a study plan is: values, pure edits and one pure evaluation. No Qt, no files, no clock."""
