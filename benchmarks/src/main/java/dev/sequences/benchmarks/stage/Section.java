package dev.sequences.benchmarks.stage;

/** One part of the run. It adds its figures to the stage; an exception is reported, and the next section continues. */
public interface Section {

    String name();

    void run(Stage stage) throws Exception;
}
