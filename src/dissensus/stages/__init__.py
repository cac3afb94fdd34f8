"""The pure middle: plain functions from records to records, in the order that `pipeline` owns."""
