package dev.sequences.testkit.infra;

import java.io.IOException;

/**
 * Outages of the servers that {@link OutageResource} gives to a service. A paused broker accepts connections and answers nothing; the
 * connections to an unreachable database are closed, and new ones refused.
 */
public final class Outages {

    static final String BROKER_PID = "testkit.outages.broker-pid";
    static final String DATABASE = "testkit.outages.database";
    static final String UNREACHABLE = "unreachable";

    private Outages() {}

    public static void pauseBroker() throws IOException, InterruptedException {
        signalBroker("STOP");
    }

    public static void resumeBroker() throws IOException, InterruptedException {
        signalBroker("CONT");
    }

    public static void disconnectDatabase() {
        System.setProperty(DATABASE, UNREACHABLE);
    }

    public static void reconnectDatabase() {
        System.clearProperty(DATABASE);
    }

    private static void signalBroker(String signal) throws IOException, InterruptedException {
        String pid = System.getProperty(BROKER_PID);
        int exit = new ProcessBuilder("kill", "-" + signal, pid)
                .redirectErrorStream(true)
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + signal + " " + pid + " exited with " + exit);
        }
    }
}
