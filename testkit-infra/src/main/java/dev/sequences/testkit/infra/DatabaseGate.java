package dev.sequences.testkit.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards connections to a database server while {@link Outages} lets it. */
final class DatabaseGate {

    private static final long CHECK_MILLIS = 50;

    private final String host;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listening;
    private final int ownPort;

    DatabaseGate(String host, int port) throws IOException {
        this.host = host;
        this.port = port;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.ownPort = listening.getLocalPort();
        daemon("gate-watch", this::watch);
        accept(listening);
    }

    int port() {
        return ownPort;
    }

    private void watch() {
        boolean reachable = true;
        while (true) {
            boolean wanted = !Outages.UNREACHABLE.equals(System.getProperty(Outages.DATABASE));
            try {
                if (reachable && !wanted) {
                    listening.close();
                    open.forEach(DatabaseGate::close);
                } else if (!reachable && wanted) {
                    ServerSocket again = new ServerSocket();
                    again.setReuseAddress(true);
                    again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), ownPort));
                    listening = again;
                    accept(again);
                }
                reachable = wanted;
                Thread.sleep(CHECK_MILLIS);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void accept(ServerSocket server) {
        daemon("gate-accept", () -> {
            while (!server.isClosed()) {
                try {
                    Socket client = server.accept();
                    Socket database = new Socket(host, port);
                    open.add(client);
                    open.add(database);
                    daemon("gate-up", () -> copy(client, database));
                    daemon("gate-down", () -> copy(database, client));
                } catch (IOException closed) {
                    // The database is unreachable now, or the client has left.
                }
            }
        });
    }

    private void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException closed) {
            // Closed by one side, or by the outage.
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread.ofPlatform().daemon().name(name).start(work);
    }
}
