"""What `statistics` has native in CPython, under the name that it has there."""

from statistics import _normal_dist_inv_cdf
