package dev.sequences.acceptance.faults.load;

import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.faults.History;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Load during faults: sellers work on their lists, customers open mails and book meetings, a CRM sends
 * and changes records, a manager creates and ends sequences.
 */
public final class Load {

    private static final Duration STRIDE_EVERY = Duration.ofSeconds(4);

    private final RunningSuite suite;
    private final LoadRun run;
    private final PatientClient client;
    private final List<Thread> threads = new ArrayList<>();

    public Load(RunningSuite suite, History history, long seed, Duration length) {
        this.suite = suite;
        this.run = new LoadRun(seed, length);
        this.client = new PatientClient(history);
        Random random = new Random(seed);
        for (String seller : run.sellers()) {
            Random own = new Random(random.nextLong());
            threads.add(new Thread(new SellerAtWork(suite, run, client, seller, own), seller));
        }
        Random crm = new Random(random.nextLong());
        threads.add(new Thread(new CrmAtWork(suite, run, client, crm), run.name() + "-crm"));
        Random customers = new Random(random.nextLong());
        threads.add(new Thread(new CustomersAtWork(suite, run, client, customers), run.name() + "-customers"));
        threads.add(new Thread(new ManagerAtWork(suite, run, client), run.name() + "-manager"));
        threads.add(new Thread(this::letTimePass, run.name() + "-clock"));
    }

    public LoadRun run() {
        return run;
    }

    public long acknowledged() {
        return client.acknowledged();
    }

    /** @param suiteTime the current time of the suite */
    public void start(Instant suiteTime) {
        run.begin(suiteTime);
        threads.forEach(Thread::start);
    }

    public void await() throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Waits take at least an hour, so the suite's clock is advanced; it pauses while the database is down. */
    private void letTimePass() {
        while (run.goesOn()) {
            LoadRun.rest(STRIDE_EVERY.toMillis());
            try {
                suite.clock(LoadRun.STRIDE);
                run.suiteWentAhead(LoadRun.STRIDE);
            } catch (RuntimeException databaseAway) {
                // The advance may be partial; the next one evens it out.
                run.suiteWentAhead(LoadRun.STRIDE);
            }
        }
    }
}
