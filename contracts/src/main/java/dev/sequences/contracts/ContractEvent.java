package dev.sequences.contracts;

/**
 * A fact that other teams may rely on. Implementations are records of JDK types; fields may be added, a change of meaning
 * is a new record with the next version number beside the old one.
 */
public interface ContractEvent {}
