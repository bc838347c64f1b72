package io.tributary.infra.experiment.rows;

/**
 * Where the answers of a training are, as its run file says it.
 *
 * @param form of the file, {@link #FORM}
 * @param file within the run directory
 * @param digest SHA-256 of its JSON text before it was compressed
 * @param answers how many it has
 */
public record RowsReference(int form, String file, String digest, long answers) {
  /** The form that this program writes. */
  public static final int FORM = 1;
}
