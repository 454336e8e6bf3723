package dev.sequences.local.demo;

/** How a seller acts on the items of the list. A number that is fixed per item decides, so that a run is repeatable. */
enum SellerProfile {
    PROMPT("completes nearly everything at once") {
        @Override
        SellerAction actOn(OpenItem item) {
            return item.roll() < 950 ? item.complete() : item.roll() < 980 ? item.skip("no longer relevant") : LEAVE;
        }
    },
    AVOIDS_CALLS("skips every second call") {
        @Override
        SellerAction actOn(OpenItem item) {
            var skipsBelow = item.isCall() ? 520 : 70;
            return item.roll() < skipsBelow
                    ? item.skip(item.isCall() ? "no time to call" : "not a fit")
                    : item.complete();
        }
    },
    SNOOZES_FIRST("snoozes first, completes later") {
        @Override
        SellerAction actOn(OpenItem item) {
            if (item.roll() < 600 && !item.snoozedBefore() && !item.isLastDay()) {
                return new SellerAction.Snooze();
            }
            return item.roll() % 100 < 96 ? item.complete() : item.skip("took too long");
        }
    },
    SLOW("is slow and leaves a third untouched") {
        @Override
        SellerAction actOn(OpenItem item) {
            if (item.roll() < 333) {
                return LEAVE;
            }
            var readyOnDay = item.roll() < 500 ? 3 : item.roll() < 750 ? 2 : 1;
            return item.day() >= readyOnDay ? item.complete() : LEAVE;
        }
    },
    TIRELESS("completes everything") {
        @Override
        SellerAction actOn(OpenItem item) {
            return item.complete();
        }
    };

    private static final SellerAction LEAVE = new SellerAction.Leave();

    private final String description;

    SellerProfile(String description) {
        this.description = description;
    }

    abstract SellerAction actOn(OpenItem item);

    String description() {
        return description;
    }

    /**
     * An open item on a seller's list.
     *
     * @param roll 0 to 999, fixed per item and seed
     * @param day the first day is 1
     */
    record OpenItem(boolean isCall, int roll, int day, boolean isLastDay, boolean snoozedBefore) {

        SellerAction complete() {
            if (!isCall) {
                return new SellerAction.Complete(null);
            }
            return new SellerAction.Complete(roll % 10 < 6 ? "made" : roll % 10 < 7 ? "received" : "busy");
        }

        SellerAction skip(String reason) {
            return new SellerAction.Skip(reason);
        }
    }
}
