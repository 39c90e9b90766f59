package io.auricle.spark;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** All elements that each element of a source expands to, one source element at a time. */
final class FlatIterator<S, T> implements Iterator<T> {
    private final Iterator<S> sources;
    private final Function<S, Iterator<T>> expansion;
    private Iterator<T> current = Collections.emptyIterator();

    FlatIterator(Iterator<S> sources, Function<S, Iterator<T>> expansion) {
        this.sources = sources;
        this.expansion = expansion;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && sources.hasNext()) {
            current = expansion.apply(sources.next());
        }
        return current.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}
