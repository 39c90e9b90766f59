/**
 * The data set layouts that this module brings, one class each, registered for {@link java.util.ServiceLoader}.
 *
 * <p>A folder enters, a list of {@link io.auricle.data.Clip} leaves. Start at {@link io.auricle.data.DataSetLayout#of}.
 */
package io.auricle.data.layout;
