package dev.sequences.local.demo;

/** How a seller treats what is on the list. Decided by a number that is fixed per item, so that a run can be repeated. */
enum Habit {
    PROMPT("completes nearly everything at once") {
        @Override
        Choice choose(Situation item) {
            return item.roll() < 950 ? item.complete() : item.roll() < 980 ? item.skip("no longer relevant") : LEAVE;
        }
    },
    AVOIDS_CALLS("skips every second call") {
        @Override
        Choice choose(Situation item) {
            var skipsBelow = item.isCall() ? 520 : 70;
            return item.roll() < skipsBelow
                    ? item.skip(item.isCall() ? "no time to call" : "not a fit")
                    : item.complete();
        }
    },
    SNOOZES_FIRST("snoozes first, completes later") {
        @Override
        Choice choose(Situation item) {
            if (item.roll() < 600 && !item.snoozedBefore() && !item.isLastDay()) {
                return new Choice.Snooze();
            }
            return item.roll() % 100 < 96 ? item.complete() : item.skip("took too long");
        }
    },
    SLOW("is slow and leaves a third untouched") {
        @Override
        Choice choose(Situation item) {
            if (item.roll() < 333) {
                return LEAVE;
            }
            var readyOnDay = item.roll() < 500 ? 3 : item.roll() < 750 ? 2 : 1;
            return item.day() >= readyOnDay ? item.complete() : LEAVE;
        }
    },
    TIRELESS("completes everything") {
        @Override
        Choice choose(Situation item) {
            return item.complete();
        }
    };

    private static final Choice LEAVE = new Choice.Leave();

    private final String words;

    Habit(String words) {
        this.words = words;
    }

    abstract Choice choose(Situation item);

    String words() {
        return words;
    }

    /**
     * An item in front of a seller.
     *
     * @param roll 0 to 999, fixed per item and seed
     * @param day first day of the story is 1
     */
    record Situation(boolean isCall, int roll, int day, boolean isLastDay, boolean snoozedBefore) {

        Choice complete() {
            if (!isCall) {
                return new Choice.Complete(null);
            }
            return new Choice.Complete(roll % 10 < 6 ? "made" : roll % 10 < 7 ? "received" : "busy");
        }

        Choice skip(String reason) {
            return new Choice.Skip(reason);
        }
    }
}
