package io.auricle.onednn.internal.layers;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Batches of images, whose channels Deeplearning4j keeps first or last; here they are always named N, C, H, W. */
final class Images {
    private Images() {}

    static Layout layout(INDArray images, CNN2DFormat format) {
        Layout layout = Layout.of(images);
        return format == CNN2DFormat.NHWC ? layout.permuted(0, 3, 1, 2) : layout;
    }

    /** New images in a workspace, in order 'c' of their format. */
    static INDArray create(
            LayerWorkspaceMgr workspaces, ArrayType type, CNN2DFormat format, long n, long c, long h, long w) {
        long[] shape = format == CNN2DFormat.NHWC ? new long[] {n, h, w, c} : new long[] {n, c, h, w};
        return workspaces.createUninitialized(type, DataType.FLOAT, shape, 'c');
    }

    /** The gradient of images, still to be written. */
    static INDArray like(LayerWorkspaceMgr workspaces, INDArray images, CNN2DFormat format) {
        Layout of = layout(images, format);
        return create(workspaces, ArrayType.ACTIVATION_GRAD, format, of.size(0), of.size(1), of.size(2), of.size(3));
    }
}
