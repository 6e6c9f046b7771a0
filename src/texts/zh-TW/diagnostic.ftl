# diagnostic
