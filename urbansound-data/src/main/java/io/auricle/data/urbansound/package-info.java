/** UrbanSound8K: its metadata, its download, its synthetic twin. */
package io.auricle.data.urbansound;
