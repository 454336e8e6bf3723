package dev.sequences.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir
    Path directory;

    @Test
    void namesATakenPortAndItsOwner() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refuses(() -> Preflight.requireFree("designer", taken.getLocalPort()))
                    .contains("Port " + taken.getLocalPort())
                    .contains("designer")
                    .contains("pid " + ProcessHandle.current().pid())
                    .contains("--port-offset");
        }
    }

    @Test
    void acceptsAFreePort() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Preflight.requireFree("designer", port);
    }

    @Test
    void reportsTheMissingDiskSpace() {
        Preflight.requireDisk(directory, 1);

        refuses(() -> Preflight.requireDisk(directory, Long.MAX_VALUE))
                .contains("MB are free")
                .contains("SEQUENCES_DATA");
    }

    @Test
    void requiresASupportedJdk() {
        Preflight.requireJdk(21);

        refuses(() -> Preflight.requireJdk(17)).contains("JDK 21 or newer").contains("JDK 17");
    }

    @Test
    void requiresLinuxOnASupportedProcessor() {
        Preflight.requireMachine("Linux", "amd64");

        refuses(() -> Preflight.requireMachine("Linux", "riscv64")).contains("riscv64");
        refuses(() -> Preflight.requireMachine("Mac OS X", "aarch64")).contains("Mac OS X");
    }

    @Test
    void requiresAWritableDataDirectory() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "");

        refuses(() -> Preflight.requireWritable(file.resolve("data")))
                .contains("not writable")
                .contains("SEQUENCES_DATA");
    }

    @Test
    void requiresAPortOffsetThatKeepsThePortsInRange() {
        refuses(() -> Ports.withOffset(60_000)).contains("60000").contains("65535");
    }

    private static AbstractStringAssert<?> refuses(ThrowingCallable action) {
        assertThatThrownBy(action).isInstanceOf(LocalRunException.class).hasMessageNotContaining("\n");
        return assertThat(catchThrowable(action).getMessage());
    }
}
