package io.auricle.data;

/** An option of {@link AudioDataset.Options} that is set though the layout does not use it. */
public final class InapplicableOptionException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final DataSetLayout.Option option;
    private final String layout;

    InapplicableOptionException(DataSetLayout.Option option, DataSetLayout layout, Object value) {
        super(option.component() + " must be unset for layout " + layout.word() + ", got " + value);
        this.option = option;
        this.layout = layout.word();
    }

    /** {@return the option that is set} */
    public DataSetLayout.Option option() {
        return option;
    }

    /** {@return the word of the layout that does not use it} */
    public String layout() {
        return layout;
    }
}
