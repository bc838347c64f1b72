package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.LoraFactors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.decomposition.svd.SvdImplicitQrDecompose_DDRM;

/**
 * The singular values and vectors of a product {@code B A} of low rank R, in descending order.
 *
 * <p>The product is never formed: with thin {@code B = Q_b R_b} and {@code A^T = Q_a R_a} it is
 * {@code Q_b (R_b R_a^T) Q_a^T}, and the core in the middle is R x R at most. The algorithms are
 * named here, not chosen by a factory, and run on one thread, so that the bits depend on the input
 * only.
 *
 * @param left {@code outputs x k}
 * @param values k of them
 * @param right {@code inputs x k}
 */
record Svd(DMatrixRMaj left, double[] values, DMatrixRMaj right) {

  static Svd ofProduct(LoraFactors factors) {
    var b = new DMatrixRMaj(factors.outputs(), factors.rank(), true, factors.b());
    var a = new DMatrixRMaj(factors.rank(), factors.inputs(), true, factors.a());
    var qrOfB = qr(b);
    var qrOfA = qr(CommonOps_DDRM.transpose(a, null));
    var rOfB = qrOfB.getR(null, true);
    var rOfA = qrOfA.getR(null, true);
    var core = new DMatrixRMaj(rOfB.numRows, rOfA.numRows);
    CommonOps_DDRM.multTransB(rOfB, rOfA, core);
    var svd = new SvdImplicitQrDecompose_DDRM(true, true, true, false);
    if (!svd.decompose(core)) {
      throw new IllegalStateException(
          "the singular values of a merged target module do not converge: its factors are not"
              + " finite");
    }
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj v = svd.getV(null, false);
    DMatrixRMaj w = svd.getW(null);
    SingularOps_DDRM.descendingOrder(u, false, w, v, false);
    double[] values = new double[Math.min(w.numRows, w.numCols)];
    for (int k = 0; k < values.length; k++) {
      values[k] = w.get(k, k);
    }
    return new Svd(product(qrOfB.getQ(null, true), u), values, product(qrOfA.getQ(null, true), v));
  }

  private static QRDecompositionHouseholderColumn_DDRM qr(DMatrixRMaj matrix) {
    var qr = new QRDecompositionHouseholderColumn_DDRM();
    qr.decompose(matrix);
    return qr;
  }

  private static DMatrixRMaj product(DMatrixRMaj left, DMatrixRMaj right) {
    var product = new DMatrixRMaj(left.numRows, right.numCols);
    CommonOps_DDRM.mult(left, right, product);
    return product;
  }

  /**
   * Returns the sign that makes the largest |entry| of a left vector positive, the first among
   * equals.
   */
  double signOf(int k) {
    double largest = 0;
    for (int i = 0; i < left.numRows; i++) {
      double entry = left.get(i, k);
      if (Math.abs(entry) > Math.abs(largest)) {
        largest = entry;
      }
    }
    return largest < 0 ? -1 : 1;
  }
}
