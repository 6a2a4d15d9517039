"""What several tests share: requests, pages, pictures, servers."""
