package io.auricle.onednn.internal.layers;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.ConvolutionUtils;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's pooling layer, which asks its helper for the forward pass too: the original asks only on the way back. It
 * has the name of the original, which shows in a network's summary.
 */
@SuppressWarnings("serial") // like the layers of Deeplearning4j itself
final class SubsamplingLayer extends org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer {

    SubsamplingLayer(org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer of, Pooling helper) {
        super(of.conf(), DataType.FLOAT);
        this.helper = helper;
        setIndex(of.getIndex());
        setListeners(of.getListeners());
        setCacheMode(of.getCacheMode());
        allowInputModification(of.isInputModificationAllowed());
        setIterationCount(of.getIterationCount());
        setEpochCount(of.getEpochCount());
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray output = input == null || input.rank() != 4 ? null : byHelper(training, workspaces);
        return output == null ? super.activate(training, workspaces) : output;
    }

    private INDArray byHelper(boolean training, LayerWorkspaceMgr workspaces) {
        var conf = layerConf();
        boolean same = convolutionMode == ConvolutionMode.Same;
        var format = conf.getCnn2dDataFormat();
        int[] pad = conf.getPadding();
        if (same) {
            Layout in = Images.layout(input, format);
            int[] size = {(int) in.size(2), (int) in.size(3)};
            var window = Window.of(conf.getKernelSize(), conf.getStride(), pad, conf.getDilation(), convolutionMode);
            int[] output = {(int) window.output(0, size[0]), (int) window.output(1, size[1])};
            pad = ConvolutionUtils.getSameModeTopLeftPadding(
                    output, size, conf.getKernelSize(), conf.getStride(), conf.getDilation());
        }
        return helper.activate(
                input,
                training,
                conf.getKernelSize(),
                conf.getStride(),
                pad,
                conf.getPoolingType(),
                convolutionMode,
                conf.getDilation(),
                format,
                workspaces);
    }
}
