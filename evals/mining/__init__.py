"""What agents change again and again: their edits, grouped, as proposals for the scripts.

``changes`` one edit → what was left out, put in, or said otherwise; ``proposals`` the same change
by several agents' conversations, applied to the script it was made to; ``trying`` what the shop's
own suites say of the script before and after; ``workbook`` the scripts' file with the new wording.
Nothing here changes what buyers are told.
"""
