"""The pages that every entity wants, made from its declaration; knows entities, no domain."""
