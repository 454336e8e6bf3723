package dev.sequences.benchmarks.stage;

/** One part of the run. It adds its figures to the stage; what it throws is reported, and the next section goes on. */
public interface Section {

    String name();

    void run(Stage stage) throws Exception;
}
