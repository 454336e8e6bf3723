package dev.sequences.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Stands in for a packaged service where only the life of its process matters. */
public final class StandInService {

    private StandInService() {}

    public static void main(String[] arguments) throws IOException {
        var address = new InetSocketAddress(
                System.getenv("QUARKUS_MANAGEMENT_HOST"), Integer.parseInt(System.getenv("QUARKUS_MANAGEMENT_PORT")));
        var server = HttpServer.create(address, 0);
        server.createContext("/q/health/group/flow", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("serving for " + System.getenv("SEQUENCES_DATABASE_USERNAME"));
    }
}
