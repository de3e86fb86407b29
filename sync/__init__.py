"""Google's Chrome devices: fetched, compared with the register, and imitated for the demo.

Pure but for `google` (the only module that talks to Google) and `emulator` (a stand-in that
answers it). Nothing here knows the database or the web: records come out, the application
stores them.
"""
