/** Brings a large archive here: fetched in as many pieces as the network needs, unpacked without trust. Not exported. */
package io.auricle.data.internal.net;
