package dev.sequences.contracts;

/**
 * A published event. Implementations are records of JDK types. Fields may be added; a change of meaning requires a new record with the
 * next version number, alongside the old one.
 */
public interface ContractEvent {}
