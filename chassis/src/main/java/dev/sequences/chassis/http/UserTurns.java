package dev.sequences.chassis.http;

import dev.sequences.chassis.http.Turns.Turn;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Allows each user one request of a kind at a time, so that no user occupies the turns of all others. */
public final class UserTurns {

    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    /** Returns the turn of this user; a problem with status 429 {@code request-in-progress} if the user has one already. */
    public Turn take(String user) {
        if (!busy.add(user)) {
            throw Problems.requestInProgress();
        }
        return () -> busy.remove(user);
    }
}
