package io.tributary.infra.experiment.rows;

/**
 * A run file's reference to the answers of a training.
 *
 * @param form of the file, {@link #FORM}
 * @param file within the run directory
 * @param digest SHA-256 of its JSON text before it was compressed
 * @param answers number of answers
 */
public record RowsReference(int form, String file, String digest, long answers) {
  /** The form that this program writes. */
  public static final int FORM = 1;
}
